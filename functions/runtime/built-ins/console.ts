export const { Console } = console;
