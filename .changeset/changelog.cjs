/*
 * What changesets become in a CHANGELOG: their text, and nothing else. Commits mean nothing to who
 * installs a package, and "updated dependencies" is always true where all packages have one version.
 */
module.exports = {
  getReleaseLine: async ({ summary }) => {
    const [first = "", ...rest] = summary.split("\n").map((line) => line.trimEnd());
    return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
  },
  getDependencyReleaseLine: async () => "",
};
