/**
 * All metrics of the daemon, with their names. Names do not change without a word in the changelog: people
 * have dashboards and alerts that depend on them. Pure but for what it reads.
 *
 * @module
 */

import { counter, distribution, type Family, gauge, info, tallied } from "./family.ts";
import { clusterFamilies } from "./cluster_families.ts";
import type { ProcessFacts, Sources, Watches } from "./sources.ts";

const MILLIS_IN_SECOND = 1000;

/** Reads all metrics. */
export function familiesOf(watches: Watches, sources: Sources, facts: ProcessFacts): Family[] {
  return [
    ...processFamilies(sources, facts),
    ...connectionFamilies(watches, sources),
    ...pageFamilies(watches, sources),
    ...chatFamilies(watches, sources),
    ...queueFamilies(sources),
    ...timeFamilies(watches),
    ...storeFamilies(watches, sources),
    ...clusterFamilies(sources),
  ];
}

function processFamilies({ log }: Sources, facts: ProcessFacts): Family[] {
  const { version, runtime, startedAt, memory } = facts;
  const { rss, heapTotal, heapUsed, external } = memory();
  return [
    info("hubbub_build_info", "The versions of the daemon and its runtime.", { version, runtime }),
    gauge(
      "hubbub_start_time_seconds",
      "When the daemon was started, since the epoch.",
      startedAt / MILLIS_IN_SECOND,
    ),
    gauge("hubbub_resident_memory_bytes", "Resident memory of the process.", rss),
    gauge("hubbub_heap_bytes", "Memory reserved for the heap of the program.", heapTotal),
    gauge("hubbub_heap_used_bytes", "Memory of the heap that is in use.", heapUsed),
    gauge("hubbub_external_memory_bytes", "Memory of buffers outside of the heap.", external),
    counter(
      "hubbub_log_lost_records_total",
      "Log records that could not be written.",
      log.lost,
    ),
  ];
}

function connectionFamilies(
  { connections }: Watches,
  { entrance: { gate } }: Sources,
): Family[] {
  const { admissions, refusals, failedAccepts, failedHandshakes } = connections;
  const limit = gate.held === Infinity ? [] : [
    gauge(
      "hubbub_connection_descriptors_limit",
      "The most descriptors that connections may take; known once the process had none left.",
      gate.held,
    ),
  ];
  return [
    gauge("hubbub_connections", "Open connections that were let in.", gate.open),
    gauge("hubbub_operators", "Operators that came by the socket for them.", gate.operators),
    gauge("hubbub_connections_limit", "The most connections, by configuration.", gate.limit),
    tallied("hubbub_admissions_total", "Connections that were let in.", {
      label: "transport",
      tally: admissions,
    }),
    tallied("hubbub_refusals_total", "Connections that were refused or dropped.", {
      label: "reason",
      tally: refusals,
    }),
    counter("hubbub_failed_handshakes_total", "TLS handshakes that failed.", failedHandshakes),
    counter("hubbub_failed_accepts_total", "Accepts that failed; they are retried.", failedAccepts),
    gauge(
      "hubbub_connection_descriptors",
      "File descriptors of connections, those that are being refused included.",
      gate.descriptors,
    ),
    ...limit,
  ];
}

function pageFamilies({ connections }: Watches, { entrance: { pages } }: Sources): Family[] {
  if (pages === undefined) return [];
  return [
    gauge(
      "hubbub_page_connections",
      "Open connections that fetch the page, and are no WebSockets.",
      pages.open,
    ),
    tallied("hubbub_page_answers_total", "Answers to requests for the page; 101 is a WebSocket.", {
      label: "status",
      tally: connections.answers,
    }),
  ];
}

function chatFamilies({ chat, received }: Watches, { broadcaster }: Sources): Family[] {
  const { people, rooms, publicRooms, members, bans, isLockedDown } = broadcaster.census();
  return [
    gauge("hubbub_people", "People and programs in the chat.", people),
    gauge("hubbub_rooms", "Rooms, the lobby included.", rooms),
    gauge(
      "hubbub_public_rooms",
      "Rooms that everybody may enter, the lobby included.",
      publicRooms,
    ),
    gauge("hubbub_members", "Members of all rooms; a person in two rooms counts twice.", members),
    gauge("hubbub_bans", "Bans of the daemon.", bans),
    gauge("hubbub_lockdown", "1 if only this machine and operators may enter.", isLockedDown),
    counter("hubbub_arrivals_total", "People and programs that have entered.", chat.arrivals),
    tallied("hubbub_departures_total", "People and programs that have left.", {
      label: "reason",
      tally: chat.departures,
    }),
    tallied("hubbub_messages_total", "What rooms were told, each room counted.", {
      label: "kind",
      tally: chat.messages,
    }),
    counter("hubbub_received_lines_total", "Lines that clients have sent.", received.lines),
    distribution(
      "hubbub_search_seconds",
      "How long searches took, their wait for other searches included.",
      chat.searches,
    ),
    distribution(
      "hubbub_history_page_seconds",
      "How long pages of history took that were read from the store.",
      chat.pages,
    ),
  ];
}

function queueFamilies({ fanout }: Sources): Family[] {
  const { slow, waiting, longest, lines, bytesOut, skipped } = fanout.census();
  return [
    counter(
      "hubbub_deliveries_total",
      "Messages given to the send queues of clients; one to a room counts for each who hears it.",
      lines,
    ),
    counter("hubbub_sent_bytes_total", "Bytes that the sockets of clients have taken.", bytesOut),
    counter("hubbub_skipped_lines_total", "Lines that slow readers were not sent.", skipped),
    gauge("hubbub_send_queue_bytes", "What waits for slow readers, all together.", waiting),
    gauge("hubbub_longest_send_queue_bytes", "What waits for the slowest reader.", longest),
    gauge("hubbub_slow_readers", "Clients for which lines wait behind a write.", slow),
  ];
}

function timeFamilies({ timings }: Watches): Family[] {
  return [
    counter("hubbub_events_total", "Events that the loop has taken.", timings.events),
    distribution(
      "hubbub_intake_wait_seconds",
      "How long the oldest of the events that the loop took together had waited.",
      timings.intakeWait,
    ),
    distribution(
      "hubbub_apply_seconds",
      "How long the loop took for the events that it took together.",
      timings.apply,
    ),
    distribution(
      "hubbub_flush_seconds",
      "How long it took to give the lines of a turn to the send queues.",
      timings.flush,
    ),
    distribution(
      "hubbub_event_loop_delay_seconds",
      "How late the event loop called a timer, twice a second.",
      timings.loopDelay,
    ),
  ];
}

function storeFamilies({ timings }: Watches, { history }: Sources): Family[] {
  if (history === undefined) return [];
  const { isFailing, failures, waiting, dropped, lag } = history.read();
  return [
    gauge("hubbub_store_failing", "1 if what is said does not reach the disk.", isFailing),
    counter("hubbub_store_failures_total", "Attempts to write that have failed.", failures),
    gauge("hubbub_store_waiting_events", "Events that wait to be written.", waiting),
    counter(
      "hubbub_store_dropped_events_total",
      "Events that were never written, because too many waited.",
      dropped,
    ),
    gauge(
      "hubbub_store_lag_seconds",
      "How long the oldest event waits to be written.",
      lag / MILLIS_IN_SECOND,
    ),
    counter("hubbub_store_written_events_total", "Events that were written.", timings.written),
    distribution(
      "hubbub_store_write_seconds",
      "How long batches of events took to be written, their wait for other batches included.",
      timings.storeWrite,
    ),
  ];
}
