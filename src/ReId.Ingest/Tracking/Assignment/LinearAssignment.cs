namespace ReId.Ingest.Tracking.Assignment;

/// <summary>
/// The assignment of rows to columns of least cost, by shortest augmenting paths (Jonker and Volgenant, "A shortest
/// augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987).
/// </summary>
internal static class LinearAssignment
{
    /// <summary>
    /// The column of each row, or -1 where the row stays alone. Every column is used at most once; the sum over all rows
    /// of the cost, or of <paramref name="alone"/> for a row without a column, is as small as it can be.
    /// </summary>
    /// <param name="costs">Rows × columns, finite or positive infinity for pairs that must not be.</param>
    /// <param name="alone">Cost of leaving a row alone: no pair that costs more is made.</param>
    public static int[] Solve(double[,] costs, double alone)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));

        // Every row has a column of its own beside the real ones, so that there is always an assignment of all rows.
        var total = columns + rows;
        var rowPrice = new double[rows];
        var columnPrice = new double[total];
        var rowOf = new int[total];
        Array.Fill(rowOf, -1);
        var before = new int[total];
        var distance = new double[total];
        var done = new bool[total];

        for (var start = 0; start < rows; start++)
        {
            // 1. Shortest paths from the new row over reduced costs, until one ends in a free column (Dijkstra).
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(done);
            var row = start;
            var last = -1;
            var reached = 0.0;
            while (true)
            {
                var nearest = -1;
                for (var column = 0; column < total; column++)
                {
                    if (done[column])
                    {
                        continue;
                    }

                    var through = reached + Cost(row, column) - rowPrice[row] - columnPrice[column];
                    if (through < distance[column])
                    {
                        distance[column] = through;
                        before[column] = last;
                    }

                    if (nearest < 0 || distance[column] < distance[nearest])
                    {
                        nearest = column;
                    }
                }

                done[nearest] = true;
                reached = distance[nearest];
                last = nearest;
                if (rowOf[nearest] < 0)
                {
                    break;
                }

                row = rowOf[nearest];
            }

            // 2. Prices that keep every reduced cost at least zero, and zero along the assignment.
            for (var column = 0; column < total; column++)
            {
                if (done[column] && column != last)
                {
                    rowPrice[rowOf[column]] += reached - distance[column];
                    columnPrice[column] -= reached - distance[column];
                }
            }

            rowPrice[start] += reached;

            // 3. Every column on the path goes to the row before it.
            for (var column = last; column >= 0; column = before[column])
            {
                rowOf[column] = before[column] < 0 ? start : rowOf[before[column]];
            }
        }

        var columnOf = new int[rows];
        Array.Fill(columnOf, -1);
        for (var column = 0; column < columns; column++)
        {
            if (rowOf[column] >= 0)
            {
                columnOf[rowOf[column]] = column;
            }
        }

        return columnOf;

        double Cost(int r, int c) => c < columns ? costs[r, c] : c - columns == r ? alone : double.PositiveInfinity;
    }
}
