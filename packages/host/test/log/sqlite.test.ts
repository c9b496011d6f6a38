import { openSqliteLogs } from "../../src/log/index.ts";
import { logContract } from "./contract/index.ts";

logContract("sqlite", openSqliteLogs);
