export { type Case, contract as modelContract, type Subject } from "./modelContract.ts";
export {
  type ChatBody,
  type Fault,
  type StubOptions,
  type StubServer,
  stubServer,
} from "./stubServer.ts";
