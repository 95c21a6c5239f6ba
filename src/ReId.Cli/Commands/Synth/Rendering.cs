using System.Runtime.ExceptionServices;
using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Synth;

/// <summary>Renders files on all cores; the first that cannot be written ends it, in one sentence.</summary>
internal static class Rendering
{
    /// <summary>Renders things side by side.</summary>
    /// <param name="items">What to render.</param>
    /// <param name="render">
    /// Renders one. Long work calls the action that it gets now and then: it throws once the whole has ended.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReIdException">One could not be written.</exception>
    public static void Each<T>(IEnumerable<T> items, Action<T, Action> render, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        try
        {
            Parallel.ForEach(items, options, (item, state) => render(item, () =>
            {
                if (state.ShouldExitCurrentIteration)
                {
                    throw new OperationCanceledException(cancellationToken);
                }
            }));
        }
        catch (AggregateException e)
        {
            // Those that ended because another one failed have nothing to tell.
            ExceptionDispatchInfo.Throw(e.InnerExceptions.FirstOrDefault(cause => cause is not OperationCanceledException) ?? e.InnerExceptions[0]);
        }
    }

    /// <summary>Gives a file its name once it is written aside; when that fails, nothing of it is left.</summary>
    /// <param name="path">The file.</param>
    /// <param name="aside">Where it is written.</param>
    /// <param name="write">Writes it there.</param>
    /// <exception cref="ReIdException">It cannot be written: names it and says why.</exception>
    public static void Write(string path, string aside, Action write)
    {
        try
        {
            write();
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system's own words name the file that lies aside, which nobody asked for.
            throw new ReIdException(AtomicFile.CannotWrite(path, e).Message.Replace(aside, path, StringComparison.Ordinal), e);
        }
        finally
        {
            Drop(aside);
        }
    }

    private static void Drop(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before says more.
        }
    }
}
