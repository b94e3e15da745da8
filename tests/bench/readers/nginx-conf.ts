import { readFileSync } from 'node:fs'
import path from 'node:path'

const deploy = path.join(import.meta.dirname, '../../../docs/deploy.md')

/** Where things are. All is written into the folder. */
export type NginxPlaces = { folder: string; sitePort: number; /** Of the second process, where there is one. */ otherPort?: number; filesPort: number; keptPort: number; user?: string }

/** What stands in docs/deploy.md, and what stands there in its place when it is tried out on one machine. */
function placesOf({ folder, sitePort, otherPort = sitePort, keptPort }: NginxPlaces): [told: string, here: string][] {
  return [
    [' 127.0.0.1:3000', ` 127.0.0.1:${sitePort}`],
    [' 127.0.0.1:3001', ` 127.0.0.1:${otherPort}`],
    ['/var/cache/nginx/afterword', `${folder}/kept`],
    ['  listen 443 ssl;\n  http2 on;\n  server_name example.org;\n', `  listen 127.0.0.1:${keptPort};\n`],
  ]
}

/**
 * The settings that docs/deploy.md tells whoever runs a site, for this site; and beside them, on a port of its own, a folder of files.
 * @throws Error when something is told there that is not known here
 */
export function nginxConf(places: NginxPlaces): string {
  const { folder, filesPort, user } = places
  const told = /```nginx\n(.*?)```/s.exec(readFileSync(deploy, 'utf8'))?.[1] ?? ''
  const here = placesOf(places).reduce((conf, [from, to]) => {
    if (conf.split(from).length !== 2) throw new Error(`docs/deploy.md does not say this once:\n${from}`)
    return conf.replace(from, to)
  }, told)
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`)
  return `
daemon off;
worker_processes 1;
${user === undefined ? '' : `user ${user};`}
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 512; }
http {
access_log off;
sendfile on;
keepalive_requests 1000000;
default_type text/html;
${folders.join('\n')}
${here}
server {
  listen 127.0.0.1:${filesPort};
  root ${folder}/files;
}
}
`
}
