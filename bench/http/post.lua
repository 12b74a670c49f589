local items = {}
for i = 1, 32 do items[i] = string.format('{"id":%d,"name":"item %04d"}', i, i) end
wrk.method = "POST"
wrk.body = '{"items":[' .. table.concat(items, ",") .. ']}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json"
wrk.headers["User-Agent"] = "bench"
wrk.headers["X-Request-Id"] = "0123456789abcdef"
wrk.headers["Accept-Encoding"] = "identity"
