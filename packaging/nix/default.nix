# A recipe for Nix, from the sources of this checkout:
#
#   nix-build packaging/nix && result/bin/hubbubd --version
#
# patchelf, which Nix needs for executables of others, destroys what `deno compile` has made. So both
# programs are run from source by the Deno of nixpkgs, 2.6 or newer, with the permissions of the
# executables. Packages and their hashes are those of deno.lock; npm fetches them.
{ pkgs ? import <nixpkgs> { } }:

let
  inherit (pkgs) lib;
  root = ../..;
  read = file: builtins.fromJSON (builtins.readFile (root + "/${file}"));
  settings = read "deno.json";
  packages = (read "deno.lock").npm;

  nameOf = id: builtins.head (builtins.match "(.+)@[^@]+" id);

  # A package of npm as an archive, byte for byte; the hash is that of the lockfile.
  archiveOf = id: { integrity, ... }:
    pkgs.runCommand "npm-${lib.strings.sanitizeDerivationName id}.tgz"
      {
        nativeBuildInputs = [ pkgs.nodejs pkgs.cacert ];
        outputHash = integrity;
        outputHashMode = "flat";
      }
      ''
        export HOME=$TMPDIR
        mkdir packed
        npm pack --silent --pack-destination packed ${lib.escapeShellArg id}
        mv packed/*.tgz $out
      '';

  unpack = id: package: ''
    mkdir -p $out/lib/hubbub/node_modules/${nameOf id}
    tar -xzf ${archiveOf id package} --strip-components=1 \
      -C $out/lib/hubbub/node_modules/${nameOf id}
  '';

  # Each alone, so that Nix does not copy the rest of the checkout.
  copy = name: ''
    mkdir -p $out/lib/hubbub/${dirOf name}
    cp -r ${root + "/${name}"} $out/lib/hubbub/${name}
  '';

  # What deno.json gives to the program, without the lockfile, whose work Nix has done here.
  flagsOf = task: entry:
    builtins.head (builtins.match ".* --frozen (.*) ${entry}" settings.tasks.${task}.command);

  wrapper = { name, task, entry }: ''
    cat >$out/bin/${name} <<'END'
    #!${pkgs.runtimeShell}
    export DENO_NO_UPDATE_CHECK=1
    exec ${pkgs.deno}/bin/deno run --no-lock --node-modules-dir=manual --no-remote --cached-only --quiet \
      ${flagsOf task entry} @out@/lib/hubbub/${entry} "$@"
    END
    sed -i "s|@out@|$out|" $out/bin/${name}
    chmod +x $out/bin/${name}
  '';
in
pkgs.runCommand "hubbub-${settings.version}"
{
  nativeBuildInputs = [ pkgs.deno ];
  meta = {
    description = "A chat daemon for browsers, nc, telnet and its own client";
    license = lib.licenses.mit;
    mainProgram = "hubbubd";
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };
}
  ''
    mkdir -p $out/bin $out/lib/hubbub $out/share/man/man1 $out/share/man/man8
    ${lib.concatStrings (map copy [ "main.ts" "client.ts" "lib" "tools" "deno.json" "tests/browser/deno.json" ])}
    chmod -R u+w $out/lib/hubbub
    ${lib.concatStrings (lib.mapAttrsToList unpack packages)}
    ${wrapper { name = "hubbubd"; task = "start"; entry = "main.ts"; }}
    ${wrapper { name = "hubbub"; task = "chat"; entry = "client.ts"; }}
    export DENO_DIR=$TMPDIR/deno
    $out/bin/hubbubd --man >$out/share/man/man8/hubbubd.8
    $out/bin/hubbub --man >$out/share/man/man1/hubbub.1
  ''
