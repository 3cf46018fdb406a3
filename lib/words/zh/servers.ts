/**
 * Simplified Chinese: the servers that clients of other protocols look for.
 *
 * @module
 */

import type { ServerNames } from "../notice_words.ts";

/** The servers that clients of other protocols look for, in Simplified Chinese. */
export const CHINESE_SERVERS: ServerNames = {
  http: "网页服务器",
  ssh: "SSH 服务器",
  irc: "IRC 服务器",
  smtp: "邮件服务器",
  ftp: "FTP 服务器",
  pop3: "邮件服务器",
  imap: "邮件服务器",
  nntp: "新闻组服务器",
  sip: "SIP 服务器",
  rtsp: "RTSP 服务器",
  redis: "Redis 服务器",
  memcached: "memcached 服务器",
  stomp: "STOMP 服务器",
  nats: "NATS 服务器",
  mqtt: "MQTT 服务器",
  amqp: "AMQP 服务器",
  postgres: "PostgreSQL 服务器",
  ldap: "LDAP 服务器",
  xmpp: "XMPP 服务器",
  vnc: "VNC 服务器",
  rdp: "远程桌面服务器",
  socks: "SOCKS 代理",
  smb: "文件服务器",
  rsync: "rsync 服务器",
  git: "git 服务器",
  bittorrent: "BitTorrent 节点",
  minecraft: "Minecraft 服务器",
  syslog: "syslog 服务器",
  graphite: "Graphite 服务器",
  lpd: "打印服务器",
  fix: "FIX 服务器",
  jdwp: "Java 调试端口",
  statsd: "StatsD 服务器",
  influxdb: "InfluxDB 服务器",
  dict: "词典服务器",
  ami: "Asterisk 服务器",
  hl7: "HL7 服务器",
};
