export type LogLevel = "debug" | "info" | "warn" | "error";

/** Structured log lines; never a payload, a key or a client's whole address. */
export type Logger = (level: LogLevel, message: string, fields?: Record<string, unknown>) => void;
