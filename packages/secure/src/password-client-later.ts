/** The same as password-client.ts for pages: CPace and its group are fetched with the first password that is stretched,
 *  since most rooms have none (3 kB gzip). The two are told apart by `#password-client` in package.json. */
import { SecureError } from "./errors.ts";
import type { PasswordClient as Loaded, PasswordScene } from "./password-exchange.ts";
import type { CryptoProvider } from "./provider.ts";

let loaded: typeof Loaded | undefined;

/** Resolves when a PasswordClient can be made. Errors: the browser's own, where the file cannot be fetched. */
export async function passwordClientReady(): Promise<void> {
  loaded ??= (await import("./password-exchange.ts")).PasswordClient;
}

/** See password-exchange.ts. WRONG_STATE before passwordClientReady has resolved. */
export class PasswordClient {
  readonly #client: Loaded;

  constructor(provider: CryptoProvider, scene: PasswordScene, stretched: Uint8Array) {
    if (!loaded) throw new SecureError("WRONG_STATE", { detail: "no password was stretched" });
    this.#client = new loaded(provider, scene, stretched);
  }

  /** AUTH1. */
  get first(): Uint8Array {
    return this.#client.first;
  }

  /** AUTH3, for AUTH2. */
  second(message: Uint8Array): Uint8Array {
    return this.#client.second(message);
  }
}
