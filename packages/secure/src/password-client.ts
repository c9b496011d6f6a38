/** The client's half of the password exchange, there from the start. */
export { PasswordClient } from "./password-exchange.ts";

/** Resolves when a PasswordClient can be made: nothing has to be loaded here. */
export const passwordClientReady = async (): Promise<void> => {};
