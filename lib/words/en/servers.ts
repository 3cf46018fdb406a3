/**
 * English: the servers that clients of other protocols look for.
 *
 * @module
 */

import type { ServerNames } from "../notice_words.ts";

/** The servers that clients of other protocols look for, in English. */
export const ENGLISH_SERVERS: ServerNames = {
  http: "a web server",
  ssh: "an SSH server",
  irc: "an IRC server",
  smtp: "a mail server",
  ftp: "an FTP server",
  pop3: "a mail server",
  imap: "a mail server",
  nntp: "a news server",
  sip: "a SIP server",
  rtsp: "an RTSP server",
  redis: "a Redis server",
  memcached: "a memcached server",
  stomp: "a STOMP server",
  nats: "a NATS server",
  mqtt: "an MQTT broker",
  amqp: "an AMQP broker",
  postgres: "a PostgreSQL server",
  ldap: "an LDAP server",
  xmpp: "an XMPP server",
  vnc: "a VNC server",
  rdp: "a remote desktop server",
  socks: "a SOCKS proxy",
  smb: "a file server",
  rsync: "an rsync server",
  git: "a git server",
  bittorrent: "a BitTorrent peer",
  minecraft: "a Minecraft server",
  syslog: "a syslog server",
  graphite: "a Graphite server",
  lpd: "a print server",
  fix: "a FIX server",
  jdwp: "a Java debugger",
  statsd: "a StatsD server",
  influxdb: "an InfluxDB server",
  dict: "a dictionary server",
  ami: "an Asterisk server",
  hl7: "an HL7 server",
};
