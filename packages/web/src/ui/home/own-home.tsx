import type { AppModel } from "../../state/model.ts";
import { CreateField } from "./create-field.tsx";
import { Home } from "./home.tsx";
import { HostedSection } from "./hosted-section.tsx";

const OWN = { CreateField, HostedSection };

/** Home on the device's own page, where rooms are made and hosted. */
export const OwnHome = ({ app }: { app: AppModel }) => <Home app={app} own={OWN} />;
