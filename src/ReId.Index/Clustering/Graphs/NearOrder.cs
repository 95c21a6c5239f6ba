namespace ReId.Index.Clustering.Graphs;

/// <summary>
/// The rows in an order in which neighbours come soon after each other. Features come in any order; whoever visits rows
/// and their neighbours so finds more of them in the processor's caches, where in order of number each would be fetched
/// from memory.
/// </summary>
internal static class NearOrder
{
    /// <summary>Every row once: from each first row that is left breadth first along the graph.</summary>
    public static int[] Of(NeighbourGraph graph)
    {
        var order = new int[graph.Count];
        var seen = new bool[graph.Count];
        var end = 0;
        for (var first = 0; first < graph.Count; first++)
        {
            if (seen[first])
            {
                continue;
            }

            // The order is the queue as well.
            var at = end;
            Append(first);
            for (; at < end; at++)
            {
                foreach (var neighbour in graph.Neighbours(order[at]))
                {
                    if (!seen[neighbour])
                    {
                        Append(neighbour);
                    }
                }
            }
        }

        return order;

        void Append(int row)
        {
            seen[row] = true;
            order[end++] = row;
        }
    }
}
