-- Fluent Bit: adds to each record the pod that owns the IP in its field "remote", as "remote_pod".
--
--   [FILTER]
--       Name   lua
--       Match  *
--       script pod_watcher.lua
--       call   add_pod
--
-- Needs curl beside Fluent Bit. Each IP is asked once in ten seconds at most, so a pod that has just taken over an IP may be
-- named so much later.

local url = os.getenv("POD_WATCHER") or "http://pod-watcher.pod-watcher:8080"
local keep = 10
local known = {}
local count = 0

-- The pod as namespace/name, or nil. Only what can stand in an IP gets into the command.
local function ask(ip)
  local answer = io.popen("curl -s -m 2 '" .. url .. "/pod?ip=" .. ip .. "'")
  local body = answer:read("*a")
  answer:close()
  local name, namespace = body:match('^{"name":"([^"]+)","namespace":"([^"]+)"')
  return name and namespace .. "/" .. name
end

function add_pod(tag, timestamp, record)
  local ip = record["remote"]
  if type(ip) ~= "string" or not ip:match("^[%x.:]+$") or #ip > 45 then
    return 0, timestamp, record
  end
  local entry = known[ip]
  if not entry or os.time() - entry.at >= keep then
    if count >= 10000 then
      known, count = {}, 0
    end
    count = count + (entry and 0 or 1)
    entry = { at = os.time(), pod = ask(ip) }
    known[ip] = entry
  end
  if not entry.pod then
    return 0, timestamp, record
  end
  record["remote_pod"] = entry.pod
  return 2, timestamp, record
end
