import { openSqliteLogs } from "../../src/log/index.ts";
import { logContract } from "./contract.ts";

logContract("sqlite", openSqliteLogs);
