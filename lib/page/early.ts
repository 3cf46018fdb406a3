/**
 * Runs before the first paint, so that a page whose theme was chosen is not painted in another one first. It is a
 * script of its own and imports nothing: what it knows of `view/preferences.ts` stands here again.
 *
 * @module
 */

try {
  const kept: unknown = JSON.parse(localStorage.getItem("hubbub.preferences") ?? "{}");
  const theme = Object(kept).theme;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden or damaged: the page looks as the system says.
}
