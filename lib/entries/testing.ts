/**
 * What tests of engines and flows are made of.
 *
 * @module
 */
export { type Script, scripted, type ScriptedModel } from "../engines/mod.ts";
export {
  type Case,
  type ChatBody,
  type Fault,
  modelContract,
  type StubOptions,
  type StubServer,
  stubServer,
  type Subject,
} from "../testing/mod.ts";
