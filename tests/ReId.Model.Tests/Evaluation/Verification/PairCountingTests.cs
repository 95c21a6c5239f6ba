using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Verification;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Evaluation.Verification;

public sealed class PairCountingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Every_pair_is_counted_once_and_one_cameras_pairs_not_at_all(int cameras)
    {
        var pictures = Clouds.Make(people: 30, each: 5, cameras);

        var histogram = PairCounting.Count(pictures, progress: null, TestContext.Current.CancellationToken);

        var expected = new SimilarityHistogram();
        for (var a = 0; a < pictures.Labels.Count; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var same = pictures.Labels.Identities[a] == pictures.Labels.Identities[b];
                if (!same || cameras == 0 || pictures.Labels.Cameras![a] != pictures.Labels.Cameras[b])
                {
                    expected.Add((float)Cosine(pictures.Features.Row(a), pictures.Features.Row(b)), same);
                }
            }
        }

        Assert.Equal((expected.SamePairs, expected.DifferentPairs), (histogram.SamePairs, histogram.DifferentPairs));
        Assert.Equal(cameras == 0 ? 30 * 10 : 30 * 6, histogram.SamePairs);
        Assert.Equal(expected.ThresholdAt(0.01)!.Value, histogram.ThresholdAt(0.01)!.Value, 1e-4);
        Assert.Equal(expected.TrueAcceptRate(0.5), histogram.TrueAcceptRate(0.5), 1e-2);
    }

    [Fact]
    public void Identities_of_the_gallery_alone_are_distractors_each_for_itself()
    {
        var features = Clouds.Make(people: 3, each: 2).Features;
        var set = new EvaluationSet(
            features.Select([0, 2]), features.Select([1, 3, 4, 5]), new RetrievalLabels([7, 8], null), new RetrievalLabels([7, 8, 0, 0], null));

        var histogram = PairCounting.Count(LabelledFeatures.From(set), progress: null, TestContext.Current.CancellationToken);

        Assert.Equal((2, 13), (histogram.SamePairs, histogram.DifferentPairs));
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (product, first, second) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            first += (double)a[i] * a[i];
            second += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(first * second);
    }
}
