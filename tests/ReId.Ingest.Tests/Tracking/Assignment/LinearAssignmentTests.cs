using ReId.Ingest.Tracking.Assignment;

namespace ReId.Ingest.Tests.Tracking.Assignment;

/// <summary>Against the slow way: every assignment there is.</summary>
public class LinearAssignmentTests
{
    [Fact]
    public void No_assignment_costs_less()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var costs = new double[random.Next(6), random.Next(6)];
            for (var r = 0; r < costs.GetLength(0); r++)
            {
                for (var c = 0; c < costs.GetLength(1); c++)
                {
                    // Ties and pairs that must not be are what such code gets wrong.
                    costs[r, c] = random.Next(5) == 0 ? double.PositiveInfinity : random.Next(round % 2 == 0 ? 4 : 1000) / 100.0;
                }
            }

            var alone = random.Next(1, 12);

            var columns = LinearAssignment.Solve(costs, alone);

            Assert.Equal(costs.GetLength(0), columns.Length);
            Assert.Equal(columns.Where(c => c >= 0).Distinct().Count(), columns.Count(c => c >= 0));
            Assert.Equal(Least(costs, alone, 0, []), Cost(costs, alone, columns), 9);
        }
    }

    [Fact]
    public void A_pair_that_costs_more_than_being_alone_is_not_made() =>
        Assert.Equal([-1, 1], LinearAssignment.Solve(new[,] { { 0.9, double.PositiveInfinity }, { 0.9, 0.2 } }, 0.5));

    [Fact]
    public void The_sum_counts_and_not_the_best_pair() =>
        Assert.Equal([1, 0], LinearAssignment.Solve(new[,] { { 0.1, 0.2 }, { 0.2, 0.9 } }, 1));

    [Fact]
    public void Hundreds_of_people_are_no_trouble()
    {
        var random = new Random(5);
        var costs = new double[300, 280];
        for (var r = 0; r < 300; r++)
        {
            for (var c = 0; c < 280; c++)
            {
                costs[r, c] = c == (r * 7) % 280 ? 0.001 * r : 0.5 + random.NextDouble();
            }
        }

        var columns = LinearAssignment.Solve(costs, 10);

        Assert.Equal(280, columns.Count(c => c >= 0));
        Assert.Equal(280, columns.Where(c => c >= 0).Distinct().Count());
    }

    private static double Least(double[,] costs, double alone, int row, HashSet<int> taken)
    {
        if (row == costs.GetLength(0))
        {
            return 0;
        }

        var least = alone + Least(costs, alone, row + 1, taken);
        for (var column = 0; column < costs.GetLength(1); column++)
        {
            if (taken.Add(column))
            {
                least = Math.Min(least, costs[row, column] + Least(costs, alone, row + 1, taken));
                taken.Remove(column);
            }
        }

        return least;
    }

    private static double Cost(double[,] costs, double alone, int[] columns) =>
        columns.Select((column, row) => column < 0 ? alone : costs[row, column]).Sum();
}
