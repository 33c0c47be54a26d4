/** JSON in which nothing ends the script that it stands in. */
export const inScript = (json: string): string => json.replaceAll("<", "\\u003c");
