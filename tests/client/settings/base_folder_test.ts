import { assertEquals } from "@std/assert";
import { clientFolder, configPaths } from "../../../lib/client/settings/base_folder.ts";

function under(variables: Record<string, string>) {
  return (name: string) => variables[name];
}

for (
  const [keeping, variable, fallback] of [
    ["config", "XDG_CONFIG_HOME", "/h/.config/hubbub"],
    ["state", "XDG_STATE_HOME", "/h/.local/state/hubbub"],
  ] as const
) {
  Deno.test(`${variable} names a folder only if it is absolute`, () => {
    for (const path of ["", "state", "./state", "../state", "~/state", ".", "C:\\x", " /s"]) {
      const folder = clientFolder(keeping, under({ HOME: "/h", [variable]: path }), "linux");
      assertEquals(folder, fallback, JSON.stringify(path));
    }
    assertEquals(clientFolder(keeping, under({ [variable]: "/s" }), "linux"), "/s/hubbub");
  });
}

Deno.test("a home that is empty or relative is none", () => {
  for (const os of ["linux", "darwin", "freebsd"] as const) {
    for (const HOME of ["", "home", "./home", "~"]) {
      assertEquals(clientFolder("config", under({ HOME }), os), undefined, `${os} ${HOME}`);
      assertEquals(clientFolder("state", under({ HOME }), os), undefined, `${os} ${HOME}`);
    }
  }
});

Deno.test("on Windows a folder needs its drive, or its server", () => {
  for (const [keeping, variable] of [["config", "APPDATA"], ["state", "LOCALAPPDATA"]] as const) {
    for (const path of ["", "r", "\\r", "/r", "C:r", "C:", ".\\r"]) {
      assertEquals(clientFolder(keeping, under({ [variable]: path }), "windows"), undefined, path);
    }
    for (const path of ["C:\\r", "d:/r", "\\\\server\\share"]) {
      const folder = clientFolder(keeping, under({ [variable]: path }), "windows");
      assertEquals(folder, `${path}\\hubbub`);
    }
  }
});

Deno.test("the configuration is TOML, or of the old format", () => {
  const env = (variables: Record<string, string>) => (name: string) => variables[name];
  assertEquals(configPaths(env({ HOME: "/h" }), "linux"), [
    "/h/.config/hubbub/config.toml",
    "/h/.config/hubbub/config",
  ]);
  assertEquals(configPaths(env({ APPDATA: "C:\\r" }), "windows"), [
    "C:\\r\\hubbub\\config.toml",
    "C:\\r\\hubbub\\config",
  ]);
  assertEquals(configPaths(env({}), "linux"), []);
});
