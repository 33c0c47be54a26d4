import { judgeHash } from "../sandbox/mod.ts";
import { version } from "./command.ts";

/** Which judge this is: the lab's version and the hash of the sandbox's sources. */
export const currentJudge = (): string => `${version}-${judgeHash()}`;
