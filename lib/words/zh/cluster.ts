/**
 * Chinese: the notices about the line between the nodes.
 *
 * @module
 */

import type { ClusterWords } from "../notice_words.ts";

/** Every notice about the line between the nodes in Chinese. */
export const CHINESE_CLUSTER: ClusterWords = {
  "cluster-waiting": () => "与其他节点的连接已断开；你说的话将等连接恢复后再发出",
  "cluster-back": () => "与其他节点的连接已恢复；等待中的话已发出",
  "cluster-shut": () => "与其他节点的连接已断开，暂时无法进入；请稍后再试",
};
