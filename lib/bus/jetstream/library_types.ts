/**
 * The types of the library that the modules of this folder hand to each other.
 *
 * @module
 */

import type * as nats from "npm:@nats-io/nats-core@3.4.0";
import type * as internal from "npm:@nats-io/nats-core@3.4.0/internal";
import type * as streams from "npm:@nats-io/jetstream@3.4.0";

/** A connection to servers, which is made again when it is lost. */
export type NatsConnection = nats.NatsConnection;

/** How a connection is made. */
export type ConnectionOptions = nats.ConnectionOptions;

/** One server of a connection. */
export type Server = nats.Server;

/** What is heard of a subject. */
export type Subscription = nats.Subscription;

/** How the library reads and writes bytes. */
export type Transport = internal.Transport;

/** Makes streams, looks at them and reads them. */
export type JetStreamManager = streams.JetStreamManager;

/** Publishes into streams. */
export type JetStreamClient = streams.JetStreamClient;

/** What servers say of a stream. */
export type StreamInfo = streams.StreamInfo;
