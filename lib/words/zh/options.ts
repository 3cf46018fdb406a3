/**
 * Simplified Chinese: what the options say of themselves.
 *
 * @module
 */

import type { OptionWording } from "../options.ts";

/** The options' words in Simplified Chinese. */
export const CHINESE_OPTIONS: OptionWording = {
  unknownOption: (flag, meant) =>
    `未知选项 ${flag}；${meant === undefined ? "请看 --help" : `是否想用 --${meant}？`}`,
  unknownVariable: (name, meant) => `本程序没有变量 ${name}；是否想用 ${meant}？`,
  unexpectedArgument: (given) => `多余的参数 ${given}；请看 --help`,
  unknownSubcommand: (given, meant) => `未知子命令 ${given}；是否想用 ${meant}？`,
  subcommandFirst: (name) => `子命令 ${name} 要写在所有选项之前；请看 ${name} --help`,
  needsValue: (flag, allowed) => `${flag} 需要一个值：${allowed}`,
  takesNoValue: (flag, given) => `${flag} 不带值，不能写 ${given}`,
  isNot: (given, allowed, advice) =>
    `${given} 无效，应为：${allowed}${advice === undefined ? "" : `；${advice}`}`,
  needsOther: (flag, other) => `${flag} 需要 ${other}`,
  excludes: (flag, other) => `${flag} 和 ${other} 不能同时使用`,
  isLess: (given, least) => `${given} 小于 ${least}`,
  tooMany: (flag, most) => `${flag} 最多可有 ${most} 个值`,
  givenTwice: (address) => `地址 ${address} 给出了两次`,
  noSuchKey: (key, meant) => `没有选项 ${key}${meant === undefined ? "" : `；是否想写 ${meant}？`}`,
  toml: {
    "text-not-ended": "这段文本缺少结束的引号",
    "list-not-ended": "这个列表缺少结束的方括号",
    "heading-not-ended": "这个标题缺少结束的方括号",
    "bad-key": "这不是选项名",
    "bad-heading": "标题应是方括号中的一个名字",
    "no-heading": "这个文件不使用标题",
    "not-one-value": "值的后面还有内容；每个选项单独一行，文本要放在双引号里",
    "no-equals": "名字后面缺少等号",
    "no-value": "等号后面缺少值",
    "no-comma": "两个值之间缺少逗号",
    "not-on-one-line": "名字、等号和值要写在同一行",
    "given-before": "这一项前面已经写过",
    "control-character": "此处不能有控制字符",
    "bad-escape": "没有这种转义；反斜杠要写两个",
    "bad-number": "数字不能这样写",
    "bad-value": "值应为双引号中的文本、数字、true 或 false",
    "no-list": "这个选项只接受一个值，不接受列表",
    "unexpected": "这不是 TOML；文本要放在双引号里",
  },
  notSet: (instead) => `未设置${instead === undefined ? "" : `；${instead}`}`,
  byDefault: "默认值",
  givenBy: (origin) => `来自 ${origin}`,
  secretNotShown: "机密，不显示",
  isGood: "配置无误",
  cannotReadFile: (path, why) => `无法读取配置文件 ${path}：${why}`,
  fileTooLong: (path, limit) => `配置文件 ${path} 超过 ${limit} 字节`,
  fileNotText: (path) => `配置文件 ${path} 不是 UTF-8`,
  notAnEntry: "这既不是 KEY = VALUE，也不是 [PROFILE]",

  yesOrNo: "yes 或 no",
  wholeNumber: ({ min, max }) => `${min} 到 ${max} 之间的整数`,
  number: ({ min, max }) => `${min} 到 ${max} 之间的数`,
  bytes: ({ min, max }) => `${min} 到 ${max} 之间的字节数`,
  duration: (from, to, canBeOff) =>
    `${from} 到 ${to} 之间的时长${canBeOff ? "，或表示“无”的 0" : ""}`,
  oneOf: (words) => `${words.join("、")} 之一`,
  file: "文件路径",
  folder: "文件夹路径",
  fileMode: "600 到 777 之间的八进制权限，如 660",
  network: "IP 地址或网段，例如 10.0.0.0/8",
  hostName: "不带端口的主机名，例如 chat.example.org；地址总是可用的",
  origin: "不带路径的来源，例如 https://chat.example.org",
  engineServers: "nats://HOST[:PORT] 或 tls://HOST[:PORT]，多个之间用逗号分隔",
  nodeName: "以字母或数字开头和结尾、1 到 63 个 a-z、A-Z、0-9、- 或 _",
  text: (maxLength) => `1 到 ${maxLength} 个字符且不含控制字符的文本`,
  either: (ways) => `${ways.slice(0, -1).join("、")} 或 ${ways.at(-1)}`,

  adviseSeconds: (given) => `若指秒数，请写 ${given}s`,
  adviseEverywhere: (port) => `若要监听本机所有地址，请写 [::]:${port} 或 0.0.0.0:${port}`,
  adviseLoopback: (port) => `若只供本机使用，请写 127.0.0.1:${port}`,
  adviseUnix: (path) => `若指 Unix 套接字，请写 unix:${path}`,
  adviseSocketMode: (mode) => `套接字的权限请用 --socket-mode ${mode} 指定`,
  adviseFixedMode: "这个套接字的权限始终是 600",
  advisePort: (host) => `缺少端口，应写成 ${host}:8000`,
  adviseBrackets: "IPv6 地址要放在方括号里，如 [::1]:8000",

  usage: (usage) => `用法：${usage}`,
  optionsHeading: "选项；括号中是对应的环境变量，命令行上的选项优先：",
  subcommandOptionsHeading: "选项：",
  subcommandsHeading: "子命令，用于 --data 保存的内容；各有自己的 --help：",
  described: (summary, notes) => notes.length === 0 ? summary : `${summary}（${notes.join("；")}）`,
  repeatable: "可重复",
  defaultsTo: (value) => `默认${/^\p{Script=Han}/u.test(value) ? "" : " "}${value}`,
  shows: {
    help: "显示本帮助",
    version: "显示版本",
    man: "显示手册页，可交给 man -l -",
    completions: "显示让 shell 补全这些选项的脚本",
  },

  headings: {
    name: "名称",
    synopsis: "概要",
    description: "描述",
    options: "选项",
    subcommands: "子命令",
  },
  paragraph: (sentences) => sentences.map((sentence) => `${sentence}。`).join(""),
  mayBeRepeated: "可以多次给出",
  defaultIs: (value) => `默认：${value}`,
  environmentIs: (variable) => `环境变量：${variable}`,

  logPath: "文件路径，其中 % 只能用于文件名中的 %Y-%m-%d",
};
