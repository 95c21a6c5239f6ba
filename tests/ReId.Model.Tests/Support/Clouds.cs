using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Tests.Support;

/// <summary>Vectors of made-up people: each person is a random direction, each picture that direction and some noise.</summary>
internal static class Clouds
{
    public static LabelledFeatures Make(int people, int each, int cameras = 0, double noise = 0.7, int dimension = 16, int seed = 3)
    {
        var random = new Random(seed);
        var values = new float[people * each * dimension];
        var (identities, taken) = (new int[people * each], new int[people * each]);
        for (var person = 0; person < people; person++)
        {
            double[] centre = [.. Enumerable.Range(0, dimension).Select(_ => Normal(random))];
            for (var picture = person * each; picture < (person + 1) * each; picture++)
            {
                identities[picture] = person;
                taken[picture] = picture % Math.Max(cameras, 1);
                for (var d = 0; d < dimension; d++)
                {
                    values[(picture * dimension) + d] = (float)(centre[d] + (noise * Normal(random)));
                }
            }
        }

        return new LabelledFeatures(
            new FeatureMatrix(values, dimension, "the clouds"), new RetrievalLabels(identities, cameras > 0 ? taken : null));
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
