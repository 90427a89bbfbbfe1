-- Asks what the lines of a file say in turn, and prints what it has counted as "counted requests errors microseconds".

local requests = {}
local next = 0

function init(args)
  for line in io.lines(args[1]) do
    local target, caller = line:match("^(%S+) ?(%S*)$")
    local headers = caller ~= "" and {["X-Forwarded-For"] = caller} or nil
    requests[#requests + 1] = wrk.format("GET", target, headers)
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
