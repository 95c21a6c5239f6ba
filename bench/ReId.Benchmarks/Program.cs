using BenchmarkDotNet.Running;
using ReId.Benchmarks.Rounds;

// `rounds`: our side of bench/run, which drives it line by line. Anything else goes to BenchmarkDotNet.
if (args is ["rounds"])
{
    return RoundServer.Run(Console.In, Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
