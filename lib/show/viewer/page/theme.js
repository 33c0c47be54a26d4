/**
 * In a notebook the page has the notebook's theme: JupyterLab's is not the system's, and a page inside of
 * another asks the system.
 */

/** `true` and `false` of a notebook, undefined where there is none. */
function darkNotebook() {
  try {
    const light = parent === self ? undefined : parent.document.body.dataset.jpThemeLight;
    return light === undefined ? undefined : light === "false";
  } catch {
    return undefined; // another's page
  }
}

export function themed() {
  const dark = darkNotebook();
  if (dark === undefined) return;
  document.documentElement.style.colorScheme = dark ? "dark" : "light";
  for (const { media } of document.styleSheets[0].cssRules) {
    if (/prefers-color-scheme/.test(media?.mediaText)) media.mediaText = dark ? "all" : "not all";
  }
}
