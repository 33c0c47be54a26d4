export { requirements, trlPackages } from "./packages.ts";
export { trainEnvironment, trainPython } from "./trainPython.ts";
export { type TrlFiles, writeTrlFiles } from "./trlFiles.ts";
export { type TrlMethod, type TrlTraining } from "./trlRecipe.ts";
export { trlTrainer } from "./trlTrainer.ts";
