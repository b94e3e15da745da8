/**
 * How long the server waits for whoever is at the other end, in milliseconds, by the names that Node gives them on a server. A whole request, its body included, arrives
 * within thirty seconds; who takes nothing of an answer for two minutes has gone, and would keep it in memory for ever; proxies keep connections for sixty
 * seconds, and ours must not be the side that ends them first.
 */
export const timeouts = { headersTimeout: 15_000, requestTimeout: 30_000, timeout: 120_000, keepAliveTimeout: 65_000 }
