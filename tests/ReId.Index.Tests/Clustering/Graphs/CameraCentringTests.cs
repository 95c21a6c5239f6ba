using ReId.Contracts;
using ReId.Index.Clustering.Graphs;

namespace ReId.Index.Tests.Clustering.Graphs;

public sealed class CameraCentringTests
{
    private const int Dimension = 16;

    [Fact]
    public void People_of_two_cameras_are_nearest_to_themselves_again()
    {
        var (features, cameras, people) = Crowd(rowsOfACamera: 2000, tint: 2.2);

        var before = NearestOfOtherCamera(features.Normalised(), cameras, people);
        var after = NearestOfOtherCamera(CameraCentring.Run(features, cameras), cameras, people);

        Assert.True(before < 0.8 && after > 0.95, $"{before} became {after}");
    }

    [Fact]
    public void Rows_of_unknown_cameras_stay_as_they_are()
    {
        var (features, cameras, _) = Crowd(rowsOfACamera: 20, tint: 2);
        cameras[3] = -1;

        var centred = CameraCentring.Run(features, cameras);

        Assert.Equal(features.Normalised().Row(3), centred.Row(3));
        Assert.False(features.Normalised().Row(4).SequenceEqual(centred.Row(4)));
    }

    [Fact]
    public void A_camera_with_few_pictures_is_hardly_moved()
    {
        // Two people, each seen by a camera of their own: their means are themselves, and must not meet.
        var features = new ClusterFeatures(new float[] { 1, 0, 1, 0, 0, 1, 0, 1 }, 2);

        var centred = CameraCentring.Run(features, [0, 0, 1, 1]);

        Assert.True(centred.Distance(0, 2) > 1.39);
        // Its weight is 2 / (2 + 200): half a unit of difference each way, a hundredth of it.
        var moved = new[] { 1 - (0.5 * 2 / 202), 0.5 * 2 / 202 };
        var length = Math.Sqrt((moved[0] * moved[0]) + (moved[1] * moved[1]));
        Assert.Equal(moved[0] / length, centred.Row(0)[0], 1e-6);
        Assert.Equal(moved[1] / length, centred.Row(0)[1], 1e-6);
    }

    [Fact]
    public void One_camera_changes_nothing()
    {
        var (features, cameras, _) = Crowd(rowsOfACamera: 20, tint: 2);
        Array.Clear(cameras);

        var centred = CameraCentring.Run(features, cameras);

        for (var row = 0; row < features.Count; row++)
        {
            Assert.Equal(0, Math.Sqrt(Square(features.Normalised().Row(row), centred.Row(row))), 1e-5);
        }
    }

    [Fact]
    public void As_many_cameras_as_rows()
    {
        var (features, _, _) = Crowd(rowsOfACamera: 4, tint: 0);

        var refused = Assert.Throws<ReIdException>(() => CameraCentring.Run(features, new int[3]));

        Assert.Contains("8 rows of features and 3 cameras", refused.Message, StringComparison.Ordinal);
    }

    // Twenty people under two cameras, of which the second adds its tint to everybody.
    private static (ClusterFeatures Features, int[] Cameras, int[] People) Crowd(int rowsOfACamera, double tint)
    {
        var chance = new Random(1);
        var centres = Enumerable.Range(0, 20).Select(_ => Vector(chance)).ToList();
        var colour = Vector(chance);
        var (values, cameras, people) = (new List<float>(), new List<int>(), new List<int>());
        for (var row = 0; row < 2 * rowsOfACamera; row++)
        {
            var (camera, person) = (row % 2, row / 2 % centres.Count);
            var noise = Vector(chance);
            values.AddRange(Enumerable.Range(0, Dimension).Select(i => (float)(centres[person][i] + (0.1 * noise[i]) + (camera * tint * colour[i]))));
            cameras.Add(camera);
            people.Add(person);
        }

        return (new ClusterFeatures(values.ToArray(), Dimension), [.. cameras], [.. people]);
    }

    private static double[] Vector(Random chance) =>
        [.. Enumerable.Range(0, Dimension).Select(_ => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble()))];

    private static double NearestOfOtherCamera(ClusterFeatures features, int[] cameras, int[] people)
    {
        var right = 0;
        for (var row = 0; row < features.Count; row++)
        {
            var nearest = Enumerable.Range(0, features.Count).Where(other => cameras[other] != cameras[row])
                .MinBy(other => Square(features.Row(row), features.Row(other)));
            right += people[nearest] == people[row] ? 1 : 0;
        }

        return right / (double)features.Count;
    }

    private static double Square(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }
}
