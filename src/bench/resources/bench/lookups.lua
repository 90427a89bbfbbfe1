-- Looks up the addresses of a file in turn, and prints what it has counted as "counted requests errors microseconds".

local requests = {}
local next = 0

function init(args)
  for address in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", "/pod?ip=" .. address)
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end

function done(summary)
  local e = summary.errors
  io.write(string.format(
    "counted %d %d %d\n", summary.requests, e.connect + e.read + e.write + e.status + e.timeout, summary.duration))
end
