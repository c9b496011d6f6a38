import { memoryDirectory } from "../../src/directory/index.ts";
import { directoryContract } from "./contract.ts";

directoryContract("memory", memoryDirectory);
