using ReId.Model.Training.Metrics;

namespace ReId.Model.Tests.Support;

/// <summary>A metrics log as a run of two stages would leave it; the same each time.</summary>
internal static class SimulatedRun
{
    public static void Write(string path, int steps, int epochs, bool collapse = false)
    {
        var random = new Random(5);
        using var log = MetricsLog.Create(path);
        log.Write(new NoteMetrics { Step = 0, Text = "3 pictures could not be read and are left out" });
        for (var step = 1; step <= steps; step++)
        {
            var t = (double)step / steps;
            var epoch = 1 + ((step - 1) * epochs / steps);
            log.Write(Step(random, step, epoch, t));
            if (step == steps || step * epochs / steps > (step - 1) * epochs / steps)
            {
                var score = 0.55 * (1 - Math.Exp(-4 * t));
                log.Write(new EvaluationMetrics { Epoch = epoch, Step = step, MAp = score, Rank1 = Math.Min(1, 1.35 * score), Rank5 = Math.Min(1, 1.6 * score), MInp = 0.6 * score });
            }
        }

        if (collapse)
        {
            log.Write(new NoteMetrics { Step = steps, Text = "The embeddings collapse onto one point; what helps: a lower learning rate.", Warning = true });
        }
    }

    private static StepMetrics Step(Random random, int step, int epoch, double t)
    {
        var noise = (random.NextDouble() - 0.5) * (1 - (0.6 * t));
        var (softmax, triplet) = ((6.2 * Math.Exp(-4 * t)) + 1.1 + (0.6 * noise), Math.Max(0.02, (0.55 * Math.Exp(-3 * t)) + (0.1 * noise)));
        return new StepMetrics
        {
            Step = step,
            Epoch = epoch,
            Stage = t <= 0.15 ? "head only" : "all layers",
            Loss = softmax + triplet + (0.0005 * 40 * (1 - (0.7 * t))),
            Terms = new Dictionary<string, double> { ["softmax"] = softmax, ["triplet"] = triplet, ["center"] = (40 * (1 - (0.7 * t))) + (4 * noise) },
            ActiveFraction = Math.Clamp((0.97 * Math.Exp(-2.2 * t)) + (0.12 * noise), 0, 1),
            Easy = (long)(9000 * (0.2 + (0.7 * t))),
            SemiHard = (long)(9000 * 0.4 * (1 - t)),
            Hard = (long)(9000 * 0.3 * (1 - (0.8 * t))),
            PositiveDistance = 8.2 - (4.6 * (1 - Math.Exp(-4 * t))) + (0.5 * noise),
            NegativeDistance = 9 + (2.2 * t) + (0.4 * noise),
            Norm = 12 + (3 * t) + (0.3 * noise),
            GradientNorm = (9 * Math.Exp(-2 * t)) + 1 + Math.Abs(noise),
            LearningRate = t < 0.1 ? 3.5e-6 + (3.5e-4 * t / 0.1) : t < 0.5 ? 3.5e-4 : t < 0.8 ? 3.5e-5 : 3.5e-6,
            ImagesPerSecond = 640 + (90 * noise),
            DataWaitShare = 0.02 + (0.02 * Math.Abs(noise)),
        };
    }
}
