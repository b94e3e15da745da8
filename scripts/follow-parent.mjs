// Preloaded into a process that must not outlive the one that started it: when that is gone, the channel between them closes.

// Processes that this one starts inherit the preload, but their channels are their own: letting go of those would end them early.
if (process.channel && process.env.AFTERWORD_FOLLOWER === undefined) {
  process.env.AFTERWORD_FOLLOWER = String(process.pid)
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
