using ReId.Synthesis.Cameras;

namespace ReId.Synthesis.Video;

/// <summary>Who walks through which camera's view and when: everyone visits the cameras one after the other, in an order of their own.</summary>
internal static class Schedule
{
    private const float Between = 2.5f;

    /// <summary>Every walk that begins before the end.</summary>
    /// <param name="seed">Of everything.</param>
    /// <param name="cameras">In order of their numbers.</param>
    /// <param name="people">How many.</param>
    /// <param name="seconds">Length of the recording.</param>
    public static List<Walk> Draw(long seed, IReadOnlyList<Camera> cameras, int people, float seconds)
    {
        List<Walk> walks = [];
        for (var identity = 1; identity <= people; identity++)
        {
            var chance = new Chance(seed, identity, 6);
            var order = Enumerable.Range(1, cameras.Count).ToArray();
            for (var i = 0; i < order.Length; i++)
            {
                var other = i + chance.Below(order.Length - i);
                (order[i], order[other]) = (order[other], order[i]);
            }

            // The first person of each camera is in view when it begins; the others come over time.
            var time = identity <= cameras.Count ? -3 : chance.Between(0, MathF.Max(1, 0.5f * seconds));
            for (var visit = 0; time < seconds; visit++)
            {
                var camera = order[visit % order.Length];
                var walk = Cross(ref chance, cameras[camera - 1], identity, camera, time);
                walks.Add(walk);
                time = walk.End + chance.Between(0.5f, Between);
            }
        }

        return walks;
    }

    private static Walk Cross(ref Chance chance, Camera camera, int identity, int number, float begin)
    {
        // From one edge of the view to the other, a little towards or away from the camera.
        var view = camera.View;
        var (near, far) = (MathF.Min(camera.Middle * 0.6f, camera.Place.Far - 2), MathF.Min(camera.Middle * 1.1f, camera.Place.Far - 1));
        var side = chance.Happens(0.5f) ? 1 : -1;
        var (z1, z2) = (chance.Between(near, far), chance.Between(near, far));
        var reach = 0.5f * view.Width / view.Focal;
        var (from, to) = (camera.Place.Before(new(side * ((reach * z1) + 0.5f), z1)), camera.Place.Before(new(-side * ((reach * z2) + 0.5f), z2)));
        return new(identity, number, begin, from, to, chance.Between(1.1f, 1.6f));
    }
}
