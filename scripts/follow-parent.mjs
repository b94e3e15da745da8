// Preloaded into a process that must not outlive the one that started it: when that is gone, the channel between them closes.

if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
