/** Publishers of whose announcements lists are read, by the names that the reviewed list and the archive (`raw/measures-NAME/`) have. */
export const ANNOUNCEMENT_PUBLISHERS = ['mofcom', 'federal-register', 'eu-official-journal'] as const;
