/** What a person does about switchboards; each tells how it went. */
import type { OwnDevice } from "../backend/ports.ts";
import { outcome } from "./failures.ts";
import type { AppModel } from "./model.ts";

type Actions = Pick<AppModel, "addSwitchboard" | "removeSwitchboard" | "testSwitchboard">;

/** `own` is absent on pages that keep no switchboards: NOT_HERE. */
export function switchboardActions(own: OwnDevice | undefined): Actions {
  const device = async (): Promise<OwnDevice> => {
    if (own) return own;
    throw Object.assign(new Error(), { code: "NOT_HERE" });
  };
  return {
    addSwitchboard: (where) => outcome(async () => (await device()).addSwitchboard(where.trim())),
    removeSwitchboard: (url) => outcome(async () => (await device()).removeSwitchboard(url)),
    testSwitchboard: (url) => outcome(async () => (await device()).testSwitchboard(url)),
  };
}
