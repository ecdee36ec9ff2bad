-- Sends the requests of a file in turn, a line each: METHOD, path, body, parted by tabs. Threads begin at different lines,
-- so that what may be sent once (a new customer) is sent once. Headers come from wrk's own -H.
local parts = {}
local thread = 0

function setup(t)
  t:set("number", thread)
  thread = thread + 1
end

function init(args)
  requests = {}
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^([^\t]*)\t([^\t]*)\t?(.*)$")
    if body == "" then body = nil end
    requests[#requests + 1] = { method, path, body }
  end
  at = math.floor(#requests / tonumber(args[2]) * number)
end

function request()
  at = at % #requests + 1
  local r = requests[at]
  return wrk.format(r[1], r[2], nil, r[3])
end

function done(summary, latency, requests)
  io.write(string.format('{"requests":%d,"microseconds":%d,"bytes":%d,"refused":%d,"broken":%d,"p50":%d,"p95":%d,"p99":%d,"most":%d}\n',
    summary.requests, summary.duration, summary.bytes, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), latency.max))
end
