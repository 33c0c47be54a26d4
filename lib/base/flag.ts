import process from "node:process";

/** Whether an environment variable is set, and not to 0. */
export const flag = (name: string) => ![undefined, "", "0"].includes(process.env[name]);
