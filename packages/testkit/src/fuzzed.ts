/** What fuzz tests with a model have done in this process: commands that were run against both. `npm run fuzz` sums it. */
export const fuzzed = { commands: 0 };
