using OpenCvSharp;
using ReId.Contracts;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Support.Tracking;

/// <summary>
/// People of known identity who cross a scene of 1000 × 600 pixels, some with a pause, as a detector would see them:
/// boxes jitter, whoever is behind somebody scores less and shows that person's colours, some are missed, and now and
/// then there is a false alarm. Everything follows from the seed.
/// </summary>
internal sealed class WalkingScene
{
    private const double Slim = 0.4;
    private const double Missed = 0.08;
    private const double FalseAlarm = 0.15;
    private const double BoxJitter = 0.03;
    private const double Covered = 0.85;
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly Random _random;
    private readonly double _fps;
    private readonly double _seconds;
    private readonly Walker[] _walkers;

    public WalkingScene(int seed, double fps, double seconds, int people)
    {
        (_random, _fps, _seconds) = (new Random(seed), fps, seconds);
        _walkers = [.. Enumerable.Range(0, people).Select(NewWalker)];
    }

    public IEnumerable<KnownFrame> Frames()
    {
        for (var i = 0; i < _seconds * _fps; i++)
        {
            // Whoever stands lower in the picture is nearer and hides the others.
            var present = _walkers.Select(w => w.At(i / _fps)).OfType<Standing>().OrderByDescending(p => p.Box.CenterY + (p.Box.Height / 2)).ToList();
            var sightings = new List<KnownSighting>();
            for (var p = 0; p < present.Count; p++)
            {
                if (See(present[p], present.Take(p)) is { } sighting)
                {
                    sightings.Add(new KnownSighting(present[p].Person, sighting));
                }
            }

            if (_random.NextDouble() < FalseAlarm)
            {
                sightings.Add(new KnownSighting(null, new Sighting(
                    new PixelBox(_random.Next(900), _random.Next(400), 40, 100), null, 0.3f + (0.3f * _random.NextSingle()))));
            }

            yield return new KnownFrame(s_start + TimeSpan.FromSeconds(i / _fps), present.Count, sightings);
        }
    }

    private Walker NewWalker(int person)
    {
        var height = 80 + (80 * _random.NextDouble());
        var fromLeft = _random.Next(2) == 0;
        return new Walker(
            person,
            _random.NextDouble() * _seconds * 0.8,
            new BoxF(fromLeft ? -20 : 1020, 150 + (350 * _random.NextDouble()), Slim * height, height),
            (fromLeft ? 1 : -1) * height * (0.5 + (0.5 * _random.NextDouble())),
            (_random.NextDouble() - 0.5) * height * 0.15,
            _random.NextDouble() < 0.3 ? 3 + (4 * _random.NextDouble()) : double.PositiveInfinity,
            new Appearance(Color(60, 120, 110, 40), Color(60, 100, 118, 20)));
    }

    private Scalar Color(double dark, double range, double least, double spread) => new(
        dark + (range * _random.NextDouble()), least + (spread * _random.NextDouble()), least + (spread * _random.NextDouble()));

    private Sighting? See(Standing person, IEnumerable<Standing> nearer)
    {
        var (hidden, front) = nearer.Select(n => (Share: HiddenShare(person.Box, n.Box), Looks: (Appearance?)n.Looks)).DefaultIfEmpty().MaxBy(h => h.Share);
        var score = (float)Math.Clamp(0.9 - (0.9 * hidden) + (0.05 * Normal()), 0.1, 1);
        if (hidden > Covered || _random.NextDouble() < Missed)
        {
            return null;
        }

        var looks = hidden > 0.3 ? person.Looks.Towards(front!.Value, 0.8 * hidden) : person.Looks;
        var height = person.Box.Height * (1 + (BoxJitter * Normal()));
        var x = person.Box.CenterX + (BoxJitter * person.Box.Height * Normal());
        var y = person.Box.CenterY + (BoxJitter * person.Box.Height * Normal());
        return new Sighting(
            new PixelBox((int)(x - (Slim * height / 2)), (int)(y - (height / 2)), (int)(Slim * height), (int)height),
            new Appearance(Jittered(looks.Torso), Jittered(looks.Legs)), score);
    }

    private static double HiddenShare(BoxF box, BoxF front)
    {
        var width = Math.Min(box.CenterX + (box.Width / 2), front.CenterX + (front.Width / 2)) - Math.Max(box.CenterX - (box.Width / 2), front.CenterX - (front.Width / 2));
        var height = Math.Min(box.CenterY + (box.Height / 2), front.CenterY + (front.Height / 2)) - Math.Max(box.CenterY - (box.Height / 2), front.CenterY - (front.Height / 2));
        return Math.Max(0, width) * Math.Max(0, height) / (box.Width * box.Height);
    }

    private Scalar Jittered(Scalar color) => new(color.Val0 + (6 * Normal()), color.Val1 + (2 * Normal()), color.Val2 + (2 * Normal()));

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private readonly record struct Standing(int Person, BoxF Box, Appearance Looks);

    /// <param name="Person">Who it is.</param>
    /// <param name="Start">When the person enters, in seconds.</param>
    /// <param name="First">Where.</param>
    /// <param name="Right">Pixels per second to the right.</param>
    /// <param name="Down">Pixels per second downwards.</param>
    /// <param name="Pause">Seconds of walking after which the person stands for three.</param>
    /// <param name="Looks">The clothes.</param>
    private sealed record Walker(int Person, double Start, BoxF First, double Right, double Down, double Pause, Appearance Looks)
    {
        public Standing? At(double second)
        {
            var age = second - Start;
            var walked = age <= Pause ? age : Math.Max(Pause, age - 3);
            var box = First.Moved(Right * walked, Down * walked);
            return age < 0 || box is not { CenterX: > -10 and < 1010, CenterY: > 0 and < 640 } ? null : new Standing(Person, box, Looks);
        }
    }
}
