// Before the theme's own script, which comes when somebody goes for the search box: the names by which it asks where the site
// begins and what was kept, and the settings that MkDocs writes into each page.
var __md_scope = new URL(document.documentElement.dataset.base + "/", location);
var __md_get = () => null;
var __md_set = () => {};
{
  const { base } = document.documentElement.dataset;
  const config = Object.assign(document.createElement("script"), { id: "__config", type: "application/json" });
  config.textContent = JSON.stringify({ ...SETTINGS, base, search: `${base}/{search}` });
  document.body.append(config);
}
