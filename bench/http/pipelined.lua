init = function(args)
  local parts = {}
  for i = 1, 16 do parts[i] = wrk.format(nil, "/") end
  batch = table.concat(parts)
end
request = function() return batch end
