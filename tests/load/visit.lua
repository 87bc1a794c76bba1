-- wrk: visits the pages of many people in turn, each with their own token; prints one line of JSON at the end.
-- Arguments: a file of paths or one path, and a file of tokens.
local requests, turn = {}, 0

local function lines(name)
	local all = {}
	for line in io.lines(name) do all[#all + 1] = line end
	return all
end

function init(args)
	local tokens = lines(args[2])
	local paths = args[1]:sub(1, 1) == "@" and lines(args[1]:sub(2)) or { args[1] }
	for k, token in ipairs(tokens) do
		requests[k] = wrk.format("GET", paths[(k - 1) % #paths + 1], { ["Authorization"] = "Bearer " .. token })
	end
end

function request()
	turn = turn % #requests + 1
	return requests[turn]
end

function done(summary, latency)
	local e = summary.errors
	io.write(string.format('JSON {"rate": %.1f, "bytes": %.0f, "n": %d, "failed": %d, "p50_ms": %.3f, "p99_ms": %.3f}\n',
		summary.requests / summary.duration * 1e6, summary.bytes / math.max(summary.requests, 1), summary.requests,
		e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
