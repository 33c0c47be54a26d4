/**
 * The prebuilt engine: npm packages of `node-llama-cpp`'s project, one a platform, of which only this
 * platform's is fetched. Their JavaScript (54 MB with its dependencies) is not used.
 */
export const engineVersion = "3.21.1";

interface EnginePackage {
  name: string;
  /** As npm's lock files have it. */
  integrity: string;
}

/** By `process.platform` and `process.arch`. */
export const enginePackages: Readonly<Record<string, EnginePackage>> = {
  "linux-x64": {
    name: "@node-llama-cpp/linux-x64",
    integrity:
      "sha512-Totj6RTDMGo3FoK2yNUaz/oGmZD0olAqTrRluFUWmu0kW2i9TOzHSW0OWCAiGkzRCVX0WsU2CyUQo/W2NYtdPA==",
  },
  "linux-arm64": {
    name: "@node-llama-cpp/linux-arm64",
    integrity:
      "sha512-eI3anSEGzJiwF2rpMpZVTdHzw47LztbvfvuRzlu/fPO18ROnBOd+75RPUBlV6qENPpmNtbov85+3VODwEwBurg==",
  },
  "darwin-arm64": {
    name: "@node-llama-cpp/mac-arm64-metal",
    integrity:
      "sha512-6MIDAZV7DXD9R1+jEXWJkFuolni3GATGE6mmuyFYc6ZmtOh9djAy15df0T0AXK3sCmVKL+fQcOAWZezxx4MvQQ==",
  },
  "darwin-x64": {
    name: "@node-llama-cpp/mac-x64",
    integrity:
      "sha512-Q4nyNmbcNiKygBZQZjX+qLk2w3YzoiFpLWsxNURQN7xjyUi2p2rWxjRa7Otg0FrjGf/ri4aQ+X3Uj5Y0zD06eg==",
  },
  "win32-x64": {
    name: "@node-llama-cpp/win-x64",
    integrity:
      "sha512-JcIpCnra7bAd7JNWA8ehdn2DIRaTMuj+fBC8bw+5rKSNzszWFbuj2XA05c5QHovonDMBLN1ePXE/hcfZtzXoUQ==",
  },
  "win32-arm64": {
    name: "@node-llama-cpp/win-arm64",
    integrity:
      "sha512-/UDR7Y0B8iKfc/tqxBmWkcgRdZQ9Wrkwod7fYl4J6iZXcTIj286RkHvZSED7VMY67TrcUXVvxJVMNFtmjeYnDg==",
  },
};
