export * from "./task.ts";
export {
  type Conventions,
  defaultConventions,
  tinyTasks,
  type TinyTasksOptions,
} from "./tiny/mod.ts";
