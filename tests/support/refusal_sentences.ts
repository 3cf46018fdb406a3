/**
 * The sentences for everybody who speaks another protocol, in both languages.
 *
 * @module
 */

import type { Protocol } from "../../lib/core/notice.ts";

/** In English and in Chinese. */
export const REFUSAL_SENTENCES: Readonly<Record<Protocol, readonly [string, string]>> = {
  http: [
    "this is a hubbub chat port, not a web server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是网页服务器；请这样加入：nc HOST PORT",
  ],
  ssh: [
    "this is a hubbub chat port, not an SSH server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 SSH 服务器；请这样加入：nc HOST PORT",
  ],
  irc: [
    "this is a hubbub chat port, not an IRC server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 IRC 服务器；请这样加入：nc HOST PORT",
  ],
  smtp: [
    "this is a hubbub chat port, not a mail server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是邮件服务器；请这样加入：nc HOST PORT",
  ],
  ftp: [
    "this is a hubbub chat port, not an FTP server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 FTP 服务器；请这样加入：nc HOST PORT",
  ],
  pop3: [
    "this is a hubbub chat port, not a mail server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是邮件服务器；请这样加入：nc HOST PORT",
  ],
  imap: [
    "this is a hubbub chat port, not a mail server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是邮件服务器；请这样加入：nc HOST PORT",
  ],
  nntp: [
    "this is a hubbub chat port, not a news server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是新闻组服务器；请这样加入：nc HOST PORT",
  ],
  sip: [
    "this is a hubbub chat port, not a SIP server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 SIP 服务器；请这样加入：nc HOST PORT",
  ],
  rtsp: [
    "this is a hubbub chat port, not an RTSP server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 RTSP 服务器；请这样加入：nc HOST PORT",
  ],
  redis: [
    "this is a hubbub chat port, not a Redis server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 Redis 服务器；请这样加入：nc HOST PORT",
  ],
  memcached: [
    "this is a hubbub chat port, not a memcached server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 memcached 服务器；请这样加入：nc HOST PORT",
  ],
  stomp: [
    "this is a hubbub chat port, not a STOMP server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 STOMP 服务器；请这样加入：nc HOST PORT",
  ],
  nats: [
    "this is a hubbub chat port, not a NATS server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 NATS 服务器；请这样加入：nc HOST PORT",
  ],
  mqtt: [
    "this is a hubbub chat port, not an MQTT broker; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 MQTT 服务器；请这样加入：nc HOST PORT",
  ],
  amqp: [
    "this is a hubbub chat port, not an AMQP broker; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 AMQP 服务器；请这样加入：nc HOST PORT",
  ],
  postgres: [
    "this is a hubbub chat port, not a PostgreSQL server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 PostgreSQL 服务器；请这样加入：nc HOST PORT",
  ],
  ldap: [
    "this is a hubbub chat port, not an LDAP server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 LDAP 服务器；请这样加入：nc HOST PORT",
  ],
  xmpp: [
    "this is a hubbub chat port, not an XMPP server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 XMPP 服务器；请这样加入：nc HOST PORT",
  ],
  vnc: [
    "this is a hubbub chat port, not a VNC server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 VNC 服务器；请这样加入：nc HOST PORT",
  ],
  rdp: [
    "this is a hubbub chat port, not a remote desktop server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是远程桌面服务器；请这样加入：nc HOST PORT",
  ],
  socks: [
    "this is a hubbub chat port, not a SOCKS proxy; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 SOCKS 代理；请这样加入：nc HOST PORT",
  ],
  smb: [
    "this is a hubbub chat port, not a file server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是文件服务器；请这样加入：nc HOST PORT",
  ],
  rsync: [
    "this is a hubbub chat port, not an rsync server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 rsync 服务器；请这样加入：nc HOST PORT",
  ],
  git: [
    "this is a hubbub chat port, not a git server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 git 服务器；请这样加入：nc HOST PORT",
  ],
  bittorrent: [
    "this is a hubbub chat port, not a BitTorrent peer; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 BitTorrent 节点；请这样加入：nc HOST PORT",
  ],
  minecraft: [
    "this is a hubbub chat port, not a Minecraft server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 Minecraft 服务器；请这样加入：nc HOST PORT",
  ],
  syslog: [
    "this is a hubbub chat port, not a syslog server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 syslog 服务器；请这样加入：nc HOST PORT",
  ],
  graphite: [
    "this is a hubbub chat port, not a Graphite server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 Graphite 服务器；请这样加入：nc HOST PORT",
  ],
  lpd: [
    "this is a hubbub chat port, not a print server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是打印服务器；请这样加入：nc HOST PORT",
  ],
  fix: [
    "this is a hubbub chat port, not a FIX server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 FIX 服务器；请这样加入：nc HOST PORT",
  ],
  jdwp: [
    "this is a hubbub chat port, not a Java debugger; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 Java 调试端口；请这样加入：nc HOST PORT",
  ],
  statsd: [
    "this is a hubbub chat port, not a StatsD server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 StatsD 服务器；请这样加入：nc HOST PORT",
  ],
  influxdb: [
    "this is a hubbub chat port, not an InfluxDB server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 InfluxDB 服务器；请这样加入：nc HOST PORT",
  ],
  dict: [
    "this is a hubbub chat port, not a dictionary server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是词典服务器；请这样加入：nc HOST PORT",
  ],
  ami: [
    "this is a hubbub chat port, not an Asterisk server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 Asterisk 服务器；请这样加入：nc HOST PORT",
  ],
  hl7: [
    "this is a hubbub chat port, not an HL7 server; join with: nc HOST PORT",
    "这是 hubbub 聊天端口，不是 HL7 服务器；请这样加入：nc HOST PORT",
  ],
  proxy: [
    "this port takes no PROXY header; switch it off in the proxy, or join with: nc HOST PORT",
    "这个端口不接受 PROXY 头；请在代理中将其关闭，或这样加入：nc HOST PORT",
  ],
  tls: [
    "this hubbub chat port speaks plain text, not TLS; join with: nc HOST PORT",
    "这个 hubbub 聊天端口使用纯文本，而不是 TLS；请这样加入：nc HOST PORT",
  ],
  binary: [
    "this hubbub chat port takes lines of text, and that was none; join with: nc HOST PORT",
    "这个 hubbub 聊天端口只接受文本行，而那不是文本；请这样加入：nc HOST PORT",
  ],
  "no-hello": [
    'the first message must be a hello, such as {"hello":1}, and must come soon',
    '第一条消息必须是 hello，例如 {"hello":1}，并且要及时发送',
  ],
};
