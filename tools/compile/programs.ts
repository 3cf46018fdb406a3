/**
 * The two executables, and every permission that is baked into each, with its reason.
 *
 * @module
 */

/** One permission flag of `deno compile`. */
export interface Permission {
  /** The flag as it stands on the command line. */
  readonly flag: string;
  /** Why the program cannot do its work without it. */
  readonly reason: string;
}

/** One executable. */
export interface Program {
  /** Its name, without `.exe`. */
  readonly name: string;
  /** The module that it starts with, relative to the project's root. */
  readonly entry: string;
  /** The modules that it starts workers with, relative to the project's root: they are imported by nothing. */
  readonly workers?: readonly string[] | undefined;
  /** All that it may do; nothing else is asked for or granted at run time. */
  readonly permissions: readonly Permission[];
  /** How the engine is set, and why: `docs/performance.md`. */
  readonly engineFlags?: readonly string[] | undefined;
}

/**
 * How the engine is set for the daemon, from source and compiled. Nearly all that a connection
 * allocates lives as long as it: large nurseries only cost memory.
 */
export const ENGINE_FLAGS: readonly string[] = [
  "--v8-flags=--min-semi-space-size=4,--max-semi-space-size=4",
];

/**
 * `deno compile` would allow code from six hosts by default. Nothing of it works in an executable, which
 * holds all of its modules; it is denied so that nobody has to know that.
 */
const NO_REMOTE_CODE: Permission = {
  flag: "--deny-import",
  reason: "takes no code from elsewhere; Deno would otherwise allow it from six hosts",
};

const DAEMON: Program = {
  name: "hubbubd",
  entry: "main.ts",
  workers: ["lib/store/worker.ts", "lib/upkeep/worker.ts"],
  engineFlags: ENGINE_FLAGS,
  permissions: [
    {
      flag: "--allow-net",
      reason:
        "listens where --listen and --tls-listen say, and connects to the servers of --cluster, " +
        "which is known only at start",
    },
    {
      flag: "--allow-read",
      reason:
        "reads the files of --tls-cert, --tls-key and --cluster-key, the name of the machine for --node " +
        "and the folder of --data, and opens the " +
        "Unix sockets of --listen and --admin-listen; Deno asks for reading as well as writing there",
    },
    {
      flag: "--allow-write",
      reason:
        "makes and removes the Unix sockets of --listen and --admin-listen, and writes the folder of " +
        "--data and the files of a backup and of a new key; writes nothing else",
    },
    {
      flag:
        "--allow-env=HUBBUB_*,LC_ALL,LC_CTYPE,LC_MESSAGES,LANG,JOURNAL_STREAM,DENO_TLS_CA_STORE",
      reason:
        "reads the environment twins of its options, the language of its help and of mistakes at " +
        "the start, and whether systemd's journal takes its log; sets whose certificates the runtime " +
        "trusts for --cluster",
    },
    NO_REMOTE_CODE,
  ],
};

const CLIENT: Program = {
  name: "hubbub",
  entry: "client.ts",
  permissions: [
    { flag: "--allow-net", reason: "connects to the address that it is given" },
    {
      flag: "--allow-read",
      reason: "reads the files of --ca and --config, the usual configuration file and the lines " +
        "that were sent before, and connects to unix:PATH",
    },
    {
      flag: "--allow-write",
      reason:
        "remembers the lines that are sent from a terminal, writes the file of --log, and connects " +
        "to unix:PATH, for which Deno asks for writing as well",
    },
    {
      flag:
        "--allow-env=HUBBUB_*,LOGNAME,USER,USERNAME,TERM,TERM_PROGRAM,TMUX,STY,LC_ALL,LC_CTYPE,LC_MESSAGES,LANG,HOME," +
        "XDG_CONFIG_HOME,XDG_STATE_HOME,APPDATA,LOCALAPPDATA,DENO_TLS_CA_STORE",
      reason: "reads the environment twins of its options, the login name, what the terminal can " +
        "do, the language, and where configuration and lines that were sent are kept; sets whose " +
        "certificates the runtime trusts",
    },
    {
      flag: "--allow-sys=uid,gid,username",
      reason: "asks the system for the login name where the environment does not have it",
    },
    {
      flag: "--allow-run=/bin/kill",
      reason:
        "stops itself at Ctrl-Z, together with the process that started it: older versions of Deno " +
        "send no signal, not even to themselves, without the right to run programs",
    },
    NO_REMOTE_CODE,
  ],
};

/** Both executables, in the order in which they are built. */
export const PROGRAMS: readonly Program[] = [DAEMON, CLIENT];
