/** A row cannot be appended for a reason that the caller can mend. */
export class RegisterRefusal extends Error {
  override readonly name = 'RegisterRefusal';
}
